package io.sillage.events.survey;

import io.sillage.events.contact.Identity;
import java.util.Optional;

/// Who answers a survey.
///
/// @param identity empty for somebody who says nothing of that
/// @param proven the person came by a link that nobody but the contact has
/// @param email that the person wrote; empty text for none
/// @param subscribes whether the person wants marketing emails there
record Respondent(Optional<Identity> identity, boolean proven, String email, boolean subscribes) {

    static Respondent of(Optional<Identity> proven, AnswerSheet sheet) {
        return proven.isPresent()
                ? new Respondent(proven, true, "", false)
                : new Respondent(Identity.ofEmail(sheet.email()), false, sheet.email(), sheet.subscribes());
    }
}
