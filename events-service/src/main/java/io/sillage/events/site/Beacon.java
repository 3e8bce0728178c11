package io.sillage.events.site;

import io.sillage.contracts.ActivityType;
import io.sillage.events.contact.Identity;
import io.sillage.events.ingest.NewEvent;
import io.sillage.events.ingest.RefusedEvent;
import io.sillage.events.integration.Integration;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import io.sillage.platform.http.Problem;
import io.sillage.platform.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a page of a site tells: who is there, and what the visitor did since it last told something.
///
/// @param visitor made up by the page, the same as long as the visitor keeps it
/// @param claim who that is; empty if the site says nothing of it, or nothing that can be understood
public record Beacon(String visitor, Optional<Claim> claim, List<Action> actions) {

    private static final int MOST_ACTIONS = 50;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_URL = PageUrl.LONGEST;
    private static final int LONGEST_TEXT = 200;
    private static final Duration LONGEST_AGO = Duration.ofHours(1);
    private static final Set<String> TYPES =
            Set.of(ActivityType.PAGE_VIEWED, ActivityType.LINK_CLICKED, ActivityType.EVENT);

    /// Something that a visitor did.
    ///
    /// @param id made up by the page: the same id is the same action
    /// @param name of a custom event
    public record Action(
            String id, String type, @Nullable String name, Map<String, String> properties, Instant occurredAt) {}

    /// A beacon, and what it tells that is not taken. One bad action says nothing about the others.
    ///
    /// @param wrongProof whether it proves who the visitor is by something that is no proof
    record Reading(Beacon beacon, List<RefusedEvent> refused, boolean wrongProof) {}

    /// Fails with 400 if it does not say who the visitor is, is no list of a few actions, or all of them are bad.
    ///
    /// @param tokens reads tokens of links in our emails
    static Reading of(JsonBody body, Integration site, Function<String, Optional<Identity>> tokens, Instant now) {
        var visitor = body.field("visitor").required().text(1, LONGEST_ID).orElse("");
        var said = body.field("identity").object();
        var claim = said.flatMap(object -> Claim.of(object, site, tokens));
        var fields = body.field("events").array(MOST_ACTIONS).orElse(List.of());
        body.verify();
        var actions = new ArrayList<Action>();
        var refused = new ArrayList<RefusedEvent>();
        for (var i = 0; i < fields.size(); i++) {
            try {
                actions.add(action(JsonBody.of(fields.get(i).node()), site.hexId(), now));
            } catch (Problem problem) {
                refused.addAll(RefusedEvent.of(i, problem));
            }
        }
        if (actions.isEmpty()) {
            refused.forEach(each -> body.reject(path(each), each.message()));
            body.verify();
        }
        var wrongProof = said.filter(object -> Claim.isWrong(object, site)).isPresent();
        return new Reading(new Beacon(visitor, claim, actions), refused, wrongProof);
    }

    private static String path(RefusedEvent event) {
        return "events." + event.index() + (event.field().isEmpty() ? "" : "." + event.field());
    }

    private static Action action(JsonBody object, String site, Instant now) {
        var id = object.field("id").required().text(1, LONGEST_ID).orElse("");
        var type = object.field("type").required().oneOf(TYPES).orElse(ActivityType.PAGE_VIEWED);
        var ago = object.field("ago").longInteger().map(Duration::ofMillis).orElse(Duration.ZERO);
        var occurredAt = ago.isNegative() || ago.compareTo(LONGEST_AGO) > 0 ? now : now.minus(ago);
        if (type.equals(ActivityType.EVENT)) {
            var event = NewEvent.of(object, now);
            return new Action(id, type, event.name(), event.properties(), occurredAt);
        }
        var properties = properties(type, object, site);
        object.verify();
        return new Action(id, type, null, properties, occurredAt);
    }

    private static Map<String, String> properties(String type, JsonBody object, String site) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("site", site);
        var url = object.field("url").required().text().orElse("");
        properties.put("url", Texts.shortened(url, LONGEST_URL));
        if (type.equals(ActivityType.PAGE_VIEWED)) {
            properties.put("path", PageUrl.path(url));
            copy("title", LONGEST_TEXT, object, properties);
            copy("referrer", LONGEST_URL, object, properties);
        } else {
            copy("page", LONGEST_URL, object, properties);
            copy("text", LONGEST_TEXT, object, properties);
            copy("element", LONGEST_TEXT, object, properties);
        }
        return properties;
    }

    private static void copy(String name, int longest, JsonBody from, Map<String, String> to) {
        JsonField field = from.field(name);
        field.text().filter(text -> !text.isBlank()).ifPresent(text -> to.put(name, Texts.shortened(text, longest)));
    }
}
