package io.fluxstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedTemporalTest {

    @Test
    void runsWorkflowsInRealTime() {
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                Client client = new Client(temporal.address())) {
            Instant before = Instant.now();
            WorkflowStub greeting = client.startGreeting();
            greeting.signal("greet", "world");

            assertThat(greeting.getResult(String.class)).isEqualTo("hello, world");
            assertThat(greeting.query("greeted", String.class)).isEqualTo("world");
            assertThat(Duration.between(before, Instant.now())).isGreaterThan(Greeting.PAUSE);
        }
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedTemporal.start(taken.getLocalPort()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " for Temporal is in use; stop what listens there or choose another port");
        }
    }

    @Test
    void leavesItsPortToTheNextOne() {
        int port;
        try (EmbeddedTemporal first = EmbeddedTemporal.start(0)) {
            port = Integer.parseInt(first.address().substring("127.0.0.1:".length()));
        }
        try (EmbeddedTemporal second = EmbeddedTemporal.start(port)) {
            assertThat(second.address()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void listsRunsAsTheCommandLineToolAsksForThem() {
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                Client client = new Client(temporal.address())) {
            client.startGreeting();

            assertThat(client.list("")).containsExactly("greeting");
            assertThat(client.list("ExecutionStatus = \"Running\" AND WorkflowType = 'Greeting'"))
                    .containsExactly("greeting");
            assertThat(client.list("WorkflowId = 'other'")).isEmpty();
            assertThatThrownBy(() -> client.list("StartTime > '2026-11-21'"))
                    .hasMessageContaining("lists by WorkflowId, WorkflowType and ExecutionStatus");
        }
    }

    @Test
    void forgetsRunsThatEndedLongAgo() {
        try (EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                Client client = new Client(temporal.address())) {
            for (int i = 0; i < 5; i++) {
                WorkflowStub greeting = client.startGreeting();
                greeting.signal("greet", "world");
                greeting.getResult(String.class);
            }
            WorkflowStub open = client.startGreeting();

            assertThat(client.list("")).hasSize(6);
            temporal.closedRuns().forget();

            assertThat(client.list("ExecutionStatus = 'Completed'")).hasSize(2);
            open.signal("greet", "world");
            assertThat(open.getResult(String.class)).isEqualTo("hello, world");
        }
    }

    /** Greets whoever it is told to, after a pause. */
    @WorkflowInterface
    public interface Greeting {
        Duration PAUSE = Duration.ofMillis(500);

        @WorkflowMethod
        String run();

        @SignalMethod
        void greet(String name);

        @QueryMethod
        String greeted();
    }

    /** The greeting as it runs. */
    public static final class GreetingWorkflow implements Greeting {
        private String name = "";

        @Override
        public String run() {
            Workflow.await(() -> !name.isEmpty());
            Workflow.sleep(PAUSE);
            return "hello, " + name;
        }

        @Override
        public void greet(String name) {
            this.name = name;
        }

        @Override
        public String greeted() {
            return name;
        }
    }

    /** A client with a worker, over the network. */
    private static final class Client implements AutoCloseable {
        private static final String TASK_QUEUE = "greetings";

        private final WorkflowServiceStubs stubs;
        private final WorkflowClient client;
        private final WorkerFactory workers;

        Client(String address) {
            stubs = WorkflowServiceStubs.newServiceStubs(
                    WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
            client = WorkflowClient.newInstance(stubs);
            workers = WorkerFactory.newInstance(client);
            workers.newWorker(TASK_QUEUE).registerWorkflowImplementationTypes(GreetingWorkflow.class);
            workers.start();
        }

        WorkflowStub startGreeting() {
            WorkflowStub stub = client.newUntypedWorkflowStub(
                    "Greeting",
                    WorkflowOptions.newBuilder()
                            .setTaskQueue(TASK_QUEUE)
                            .setWorkflowId("greeting")
                            .build());
            stub.start();
            return stub;
        }

        List<String> list(String query) {
            return stubs
                    .blockingStub()
                    .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                            .setNamespace("default")
                            .setQuery(query)
                            .build())
                    .getExecutionsList()
                    .stream()
                    .map(run -> run.getExecution().getWorkflowId())
                    .toList();
        }

        @Override
        public void close() {
            workers.shutdownNow();
            workers.awaitTermination(10, TimeUnit.SECONDS);
            stubs.shutdownNow();
        }
    }
}
