package io.fluxstream.notify.cloudevents;

import io.fluxstream.schemas.Topics;

/** A topic that takes CloudEvents, on the same broker. It has to be there. */
public record TopicTarget(String topic, Mode mode) {
    public TopicTarget {
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException("topic is no name of a topic: \"" + topic + "\"");
        }
        if (Topics.ALL.stream().anyMatch(own -> own.name().equals(topic))) {
            throw new IllegalArgumentException("topic must be one of your own, but " + topic + " is flux-stream's");
        }
    }
}
