import { Component, type ReactNode } from "react";
import { Unreachable } from "./unreachable";

interface Boundary {
  readonly children: ReactNode;
}

/** Where a page's script cannot be fetched, says so instead of an empty window; trying again loads the whole anew. */
export class PageBoundary extends Component<Boundary, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <Unreachable onRetry={() => location.reload()} /> : this.props.children;
  }
}
