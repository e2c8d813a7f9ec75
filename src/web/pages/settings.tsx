import { Page } from "../components/page.js";

export default function SettingsPage() {
  return <Page title="settings">{null}</Page>;
}
