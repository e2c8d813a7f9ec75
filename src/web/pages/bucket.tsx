import { Page } from "../components/page.js";

export default function BucketPage() {
  return <Page title="bucket">{null}</Page>;
}
