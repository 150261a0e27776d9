package io.fluxstream.bridge.state;

/** Something a workflow was sent and could not read. */
public record RejectedItem(String where, String why) {}
