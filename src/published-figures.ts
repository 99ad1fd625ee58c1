/**
 * Figures that authors published about their own systems, kept as reference points. None was
 * re-evaluated here, and none is an entry.
 */

export type Source = {
  readonly id: string;
  readonly authors: string;
  readonly title: string;
  readonly year: number;
  readonly arxiv: string;
  readonly code?: string;
};

export type Figure = {
  readonly system: string;
  readonly parameters: number;
  readonly resolution: 256 | 512;
  /** FID of 50,000 samples without guidance after 400,000 steps of batch 256, as printed there. */
  readonly fid: string;
  readonly source: string;
  readonly note?: string;
};

export const STEPS = 400_000;
export const SAMPLES_SEEN = 102_400_000;

export const sources: readonly Source[] = [
  {
    id: "dit",
    authors: "Peebles, Xie",
    title: "Scalable Diffusion Models with Transformers",
    year: 2022,
    arxiv: "2212.09748",
  },
  {
    id: "sit",
    authors: "Ma et al.",
    title:
      "SiT: Exploring Flow and Diffusion-based Generative Models with Scalable Interpolant Transformers",
    year: 2024,
    arxiv: "2401.08740",
  },
  {
    id: "repa",
    authors: "Yu et al.",
    title:
      "Representation Alignment for Generation: Training Diffusion Transformers Is Easier Than You Think",
    year: 2024,
    arxiv: "2410.06940",
  },
  {
    id: "reg",
    authors: "Wu et al.",
    title:
      "Representation Entanglement for Generation: Training Diffusion Transformers Is Much Easier Than You Think",
    year: 2025,
    arxiv: "2507.01467",
    code: "https://github.com/Martinser/REG",
  },
  {
    id: "sr-dit",
    authors: "Bhanded",
    title: "Speedrunning ImageNet Diffusion",
    year: 2025,
    arxiv: "2512.12386",
    code: "https://github.com/SwayStar123/SpeedrunDiT",
  },
];

export const figures: readonly Figure[] = [
  { system: "DiT-XL/2", parameters: 675e6, resolution: 256, fid: "19.5", source: "dit" },
  { system: "SiT-B/2", parameters: 130e6, resolution: 256, fid: "33.0", source: "sit" },
  { system: "SiT-XL/2", parameters: 675e6, resolution: 256, fid: "17.2", source: "sit" },
  { system: "SiT-B/2 + REPA", parameters: 130e6, resolution: 256, fid: "24.4", source: "repa" },
  { system: "SiT-XL/2 + REPA", parameters: 675e6, resolution: 256, fid: "7.9", source: "repa" },
  { system: "SiT-B/2 + REG", parameters: 132e6, resolution: 256, fid: "15.2", source: "reg" },
  { system: "SiT-XL/2 + REG", parameters: 677e6, resolution: 256, fid: "3.4", source: "reg" },
  {
    system: "SR-DiT-B/1",
    parameters: 140e6,
    resolution: 256,
    fid: "3.49",
    source: "sr-dit",
    note: "KDD 0.319, 250 sampling steps; about 15 hours on 8 × H100",
  },
  {
    system: "SR-DiT-B/1",
    parameters: 140e6,
    resolution: 512,
    fid: "4.23",
    source: "sr-dit",
    note: "KDD 0.306",
  },
];

export const arxivUrl = (source: Source): string => `https://arxiv.org/abs/${source.arxiv}`;

/** The publication behind a figure. */
export function sourceOf(figure: Figure): Source {
  const source = sources.find((candidate) => candidate.id === figure.source);
  if (source) return source;
  throw new Error(`${figure.system} names an unknown source: ${figure.source}`);
}
