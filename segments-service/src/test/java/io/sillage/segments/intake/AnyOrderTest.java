package io.sillage.segments.intake;

import static io.sillage.segments.TestAudience.count;
import static io.sillage.segments.TestAudience.event;
import static io.sillage.segments.TestAudience.within;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Message;
import io.sillage.segments.TestAudience;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Late, backdated, doubled and reordered messages lead to the same memberships.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class AnyOrderTest {

    private static final int CONTACTS = 40;

    @Inject
    InstantSource clock;

    private record Story(UUID contact, String name, List<Instant> visits) {}

    @Test
    void everyOrderLeadsToTheSameMembers() {
        var random = new Random(7);
        var audience = new TestAudience(clock);
        var now = clock.instant();
        var stories = stories(audience, now, random);
        var twiceThisWeek = audience.segment("Twice", event("visit", within("P7D"), count("greater", 1)));
        var never = audience.segment("Never", event("visit", count("is", 0)));
        var exactlyThree = audience.segment("Three", event("visit", count("is", 3)));
        var messages = new ArrayList<Message>();
        for (var story : stories) {
            var first = audience.told(story.contact(), story.name(), EmailStatus.ARCHIVED, Map.of());
            messages.addAll(List.of(
                    first, audience.told(story.contact(), story.name(), EmailStatus.SUBSCRIBED, Map.of()), first));
            story.visits().forEach(at -> messages.add(audience.event(story.contact(), "visit", at)));
        }
        messages.addAll(messages.subList(0, messages.size() / 2));
        Collections.shuffle(messages, random);

        for (var start = 0; start < messages.size(); start += 50) {
            TestTopics.publish(messages.subList(start, Math.min(start + 50, messages.size()))
                    .toArray(Message[]::new));
        }

        var week = now.minus(Duration.ofDays(7));
        audience.awaitMembers(
                twiceThisWeek,
                who(
                        stories,
                        story -> story.visits().stream().filter(week::isBefore).count() > 1));
        audience.awaitMembers(never, who(stories, story -> story.visits().isEmpty()));
        audience.awaitMembers(exactlyThree, who(stories, story -> story.visits().size() == 3));
    }

    private static UUID[] who(List<Story> stories, java.util.function.Predicate<Story> wanted) {
        return stories.stream().filter(wanted).map(Story::contact).toArray(UUID[]::new);
    }

    private static List<Story> stories(TestAudience audience, Instant now, Random random) {
        var stories = new ArrayList<Story>();
        for (var i = 0; i < CONTACTS; i++) {
            var visits = random.ints(random.nextInt(5), 1, 14 * 24)
                    .mapToObj(hours -> now.minus(Duration.ofHours(hours)).plusSeconds(1_000))
                    .toList();
            stories.add(new Story(audience.stranger(), "contact-" + i, visits));
        }
        return stories;
    }
}
