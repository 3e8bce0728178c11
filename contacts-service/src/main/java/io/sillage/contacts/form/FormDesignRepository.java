package io.sillage.contacts.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Rows of `signup_form`.
@ApplicationScoped
class FormDesignRepository {

    private final ObjectMapper json;

    FormDesignRepository(ObjectMapper json) {
        this.json = json;
    }

    /// [FormDesign#NONE] if the owner of the audience designed nothing.
    Uni<FormDesign> of(UUID audienceId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(form as text) from signup_form where audience_id = :audience",
                                String.class)
                        .setParameter("audience", audienceId)
                        .getResultList())
                .map(this::first);
    }

    private FormDesign first(List<String> rows) {
        try {
            return rows.isEmpty() ? FormDesign.NONE : json.readValue(rows.getFirst(), FormDesign.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored form cannot be read", e);
        }
    }

    Uni<Void> put(UUID audienceId, FormDesign design) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into signup_form (audience_id, form)
                                values (:audience, cast(cast(:form as text) as jsonb))
                                on conflict (audience_id) do update set form = excluded.form""")
                        .setParameter("audience", audienceId)
                        .setParameter("form", write(design))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String write(FormDesign design) {
        try {
            return json.writeValueAsString(design);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a form cannot be written as JSON", e);
        }
    }
}
