/**
 * What an operator sees of a role over HTTP: its health, its metrics and its configuration; nothing can be changed there.
 *
 * <p>In go the meters of a role, what it says of its health, and the text of its settings; out come the pages of one port. Start reading
 * with {@link io.fluxstream.observe.RoleView}.
 */
package io.fluxstream.observe;
