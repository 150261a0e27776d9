/** What goes into the workflows and what they answer. One record per message, each with room for fields to come. */
package io.fluxstream.schemas.workflow;
