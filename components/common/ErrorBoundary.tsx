import { Component, type ReactNode } from 'react';
import { words } from '../../lib/view/words/panel-words.ts';

interface ErrorBoundaryProps {
  children: ReactNode;
  restart: () => void;
}

/** Never a blank page: what broke says so and can be tried again, without losing what the stores hold. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="crash" role="alert">
        <h2>{words.crash.title}</h2>
        <p>{words.crash.body}</p>
        <div className="crash-actions">
          <button
            type="button"
            className="button is-primary"
            onClick={() => this.setState({ broken: false })}
          >
            {words.crash.again}
          </button>
          <button type="button" className="button" onClick={this.props.restart}>
            {words.crash.restart}
          </button>
        </div>
      </div>
    );
  }
}
