import { Page } from "../components/page.js";

export default function MembersPage() {
  return <Page title="members">{null}</Page>;
}
