/** Asks the workflows, for the command line. Start reading at {@link io.fluxstream.bridge.query.WorkflowQueries}. */
package io.fluxstream.bridge.query;
