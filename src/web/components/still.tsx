/** Stays as it is until its mark changes: on a board of many cards, a change draws the cards it is about and no other. */
import { Component, type ComponentChildren } from "preact";

export class Still extends Component<{ mark: string; children: ComponentChildren }> {
  override shouldComponentUpdate({ mark }: { mark: string }): boolean {
    return mark !== this.props.mark;
  }
  override render() {
    return <>{this.props.children}</>;
  }
}
