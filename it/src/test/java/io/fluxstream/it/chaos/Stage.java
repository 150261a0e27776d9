package io.fluxstream.it.chaos;

import io.fluxstream.it.rig.Rig;
import java.nio.file.Path;

/** A plant with everybody who looks at it, for as many rounds as it lasts. */
final class Stage implements AutoCloseable {
    private final Plant plant;
    private final Injected injected = new Injected();
    private final Judge judge;
    private final WorkflowJudge workflows;

    private Stage(Plant plant, Rig rig) {
        this.plant = plant;
        this.judge = new Judge(plant.bootstrapServers(), injected);
        this.workflows = new WorkflowJudge(rig.temporal().address());
    }

    static Stage build(Rig rig, Path directory) {
        return new Stage(Plant.start(rig, directory), rig);
    }

    Plant plant() {
        return plant;
    }

    Injected injected() {
        return injected;
    }

    Judge judge() {
        return judge;
    }

    WorkflowJudge workflows() {
        return workflows;
    }

    @Override
    public void close() {
        workflows.close();
        judge.close();
        plant.close();
    }
}
