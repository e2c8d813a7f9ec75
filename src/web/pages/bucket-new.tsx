import { Page } from "../components/page.js";

export default function BucketNewPage() {
  return <Page title="bucket-new">{null}</Page>;
}
