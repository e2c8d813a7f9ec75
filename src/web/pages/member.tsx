import { Page } from "../components/page.js";

export default function MemberPage() {
  return <Page title="member">{null}</Page>;
}
