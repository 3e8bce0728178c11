package io.sillage.segments.profile;

import io.sillage.segments.evaluation.Demand;
import io.sillage.segments.evaluation.Evaluator;
import io.sillage.segments.evaluation.Occurrences;
import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.profile.OccurrenceQuery.Ask;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Answers many questions with few statements: loads the events that they need, for all contacts at once.
@ApplicationScoped
public class Questions {

    /// How many different conditions on events one statement asks about.
    private static final int BRANCHES = 16;

    /// One answer per question, in the same order.
    public Uni<List<Timeline>> answer(SqlClient client, List<Question> questions) {
        var found = new HashMap<Demand, Map<Ask, Occurrences>>();
        return Multi.createFrom()
                .iterable(queries(questions))
                .onItem()
                .transformToUniAndConcatenate(query -> load(client, query, found))
                .collect()
                .last()
                .map(_ -> questions.stream()
                        .map(question -> answer(question, found))
                        .toList());
    }

    private static List<OccurrenceQuery> queries(List<Question> questions) {
        var queries = new ArrayList<OccurrenceQuery>();
        var asks = new LinkedHashMap<Demand, Set<Ask>>();
        asks(questions).forEach((demand, of) -> {
            asks.put(demand, of);
            if (asks.size() == BRANCHES) {
                queries.add(new OccurrenceQuery(asks));
                asks.clear();
            }
        });
        if (!asks.isEmpty()) {
            queries.add(new OccurrenceQuery(asks));
        }
        return queries;
    }

    private static Map<Demand, Set<Ask>> asks(List<Question> questions) {
        var asks = new LinkedHashMap<Demand, Set<Ask>>();
        for (var question : questions) {
            for (var event : question.events()) {
                var demand = Demand.of(event, question.eventWindow());
                if (demand.limit() > 0) {
                    asks.computeIfAbsent(demand, _ -> new LinkedHashSet<>()).add(ask(question));
                }
            }
        }
        return asks;
    }

    private static Ask ask(Question question) {
        return new Ask(question.contact().contactId(), question.at());
    }

    private static Uni<Void> load(SqlClient client, OccurrenceQuery query, Map<Demand, Map<Ask, Occurrences>> found) {
        return client.preparedQuery(query.sql())
                .execute(query.parameters())
                .invoke(rows -> query.read(
                        rows, (demand, ask, occurrences) -> found.computeIfAbsent(demand, _ -> new HashMap<>())
                                .put(ask, occurrences)))
                .replaceWithVoid();
    }

    private static Timeline answer(Question question, Map<Demand, Map<Ask, Occurrences>> found) {
        var profile = new LoadedProfile(
                question.contact(),
                event -> found.getOrDefault(Demand.of(event, question.eventWindow()), Map.of())
                        .getOrDefault(ask(question), Occurrences.NONE),
                question.eventWindow());
        return Evaluator.timeline(question.condition(), profile, question.at());
    }
}
