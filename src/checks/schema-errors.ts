import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";

/**
 * The errors of a value, one per problem: where no form of a union fits, the errors of its single
 * forms are left out, and what two parts of a schema both say is said once.
 */
export function errorsOf(validate: ValidateFunction, value: unknown): ErrorObject[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // By place in the schema: there are as many as the schema has, whatever the document.
  const unions = new Set(
    errors.flatMap(({ keyword, schemaPath }) => (keyword === "anyOf" ? [`${schemaPath}/`] : [])),
  );
  const inUnion = ({ schemaPath }: ErrorObject) =>
    [...unions].some((union) => schemaPath.startsWith(union));
  const said = new Set<string>();
  return errors.filter((error) => {
    if (inUnion(error)) return false;
    const key = JSON.stringify([error.instancePath, error.keyword, error.params]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
