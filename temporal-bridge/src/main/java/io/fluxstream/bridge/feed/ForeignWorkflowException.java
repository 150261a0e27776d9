package io.fluxstream.bridge.feed;

/** A workflow whose history was written by a version whose workflow this version's does not fit. */
final class ForeignWorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignWorkflowException(String workflowId, Throwable cause) {
        super(
                "workflow " + workflowId
                        + " was begun by another version of flux-stream, whose work this one cannot go on"
                        + " with: run that version, or temporal workflow terminate --workflow-id " + workflowId
                        + " (it is then begun anew and filled from the topics)",
                cause);
    }
}
