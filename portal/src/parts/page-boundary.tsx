import { Component, type ReactNode } from "react";
import { Unreachable } from "./unreachable";

interface Boundary {
  readonly path: string;
  readonly children: ReactNode;
}

/** Where a page's script cannot be fetched, says so instead of an empty window, until one goes elsewhere or tries again. */
export class PageBoundary extends Component<Boundary, { failedAt: string | null }> {
  override state: { failedAt: string | null } = { failedAt: null };

  static getDerivedStateFromError() {
    return { failedAt: location.pathname };
  }

  override render() {
    const { path, children } = this.props;
    return this.state.failedAt === path ? <Unreachable onRetry={() => window.location.reload()} /> : children;
  }
}
