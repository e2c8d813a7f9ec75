import { Page } from "../components/page.js";

export default function AuditPage() {
  return <Page title="audit">{null}</Page>;
}
