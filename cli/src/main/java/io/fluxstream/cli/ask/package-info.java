/**
 * Questions to the workflows, and their answers as tables or documents.
 *
 * <p>In: what is wanted. Out: answers of the workflows. Start reading at {@link io.fluxstream.cli.ask.GetCommand}.
 */
package io.fluxstream.cli.ask;
