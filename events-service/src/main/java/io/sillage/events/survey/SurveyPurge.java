package io.sillage.events.survey;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.events.purge.Purge;
import io.sillage.platform.time.Alarm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Deletes what was answered to surveys that were deleted, and then the surveys.
@ApplicationScoped
class SurveyPurge {

    static final Purge.Things SURVEYS = new Purge.Things("survey", "id", List.of("survey_response"), "survey_id");

    private final Alarm alarm;

    SurveyPurge(Purge purge) {
        this.alarm = purge.of(SURVEYS);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wake() {
        alarm.wake();
    }
}
