export async function main(args: string[]): Promise<number> {
  console.log("hi", process.version, args);
  return 0;
}
