/** Small files of each type that a receipt may be, whole and readable. */
const jpegOf = (...segments: Uint8Array[]): Buffer =>
  Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    ...segments,
    // One grey pixel.
    Buffer.from(
      "ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbd0ffd9",
      "hex",
    ),
  ]);

/** A comment inside a JPEG. */
const comment = (text: string): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([Buffer.from("fffe", "hex"), length, Buffer.from(text, "latin1")]);
};

export const jpeg = jpegOf();
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const webp = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");
const ftyp = (major: string, ...compatible: string[]): Buffer => {
  const brands = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join("")}`, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(brands.length + 4);
  return Buffer.concat([length, brands, Buffer.from("\0\0\0\x08meta", "latin1")]);
};
export const heic = ftyp("heic", "mif1", "heic");
export const heif = ftyp("mif1", "mif1", "heic");
export const avif = ftyp("avif", "avif", "mif1");
export const avifOfMany = ftyp("mif1", "mif1", "avif");

/** A page with a word on it; two words make two files. */
export const pdf = (word = "Ticket"): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n% ${word}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
export const zip = Buffer.from("504b0506000000000000000000000000000000000000", "hex");
export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const html = Buffer.from("<!doctype html><script>alert(1)</script>");
/** A photo to who looks at images, a page to who reads PDF. */
export const photoAndPdf = jpegOf(comment("%PDF-1.4\n1 0 obj<<>>endobj"));
/** A photo whose comment is a page of the web: still a photo, and served as nothing else. */
export const photoWithHtml = jpegOf(comment("<html><script>alert(1)</script>"));
/** A PDF of as many bytes. */
export const pdfOf = (bytes: number): Buffer => Buffer.concat([pdf(), Buffer.alloc(bytes - pdf().length, 0x20)]);
