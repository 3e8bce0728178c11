package io.sillage.contacts.contact;

import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import java.util.List;
import java.util.Map;

/// Refusals with the titles and words of the Marketing API: clients look for them.
final class MemberProblems {

    private MemberProblems() {}

    static Problem invalidAddress() {
        var message = "Please provide a valid email address.";
        return new Problem(
                400, "Invalid Resource", message, List.of(new FieldError("email_address", message)), Map.of());
    }

    static Problem inComplianceState(String address) {
        return new Problem(
                400,
                "Member In Compliance State",
                "%s is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed."
                        .formatted(address));
    }

    static Problem forgotten(String address) {
        return new Problem(
                400,
                "Forgotten Email Not Subscribed",
                "%s was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list."
                        .formatted(address));
    }

    static Problem existsAlready(EmailAddress email) {
        return new Problem(
                400,
                "Member Exists",
                "%s is already a list member, do you want to update? please provide update_existing:true in the request body"
                        .formatted(email.text()));
    }

    static Problem twiceInOneRequest(EmailAddress email) {
        return Problem.invalid("email_address", "%s is more than once in this request.".formatted(email.text()));
    }

    static Problem cannotBeArchived() {
        return new Problem(
                405,
                "Method Not Allowed",
                "This list member cannot be removed. Can not archive a contact that is bounced, pending or archived",
                List.of(),
                Map.of("Allow", "GET, PUT"));
    }

    static Problem newAddressInUse(Contact other) {
        return Problem.invalid(
                "email address",
                "\"%s\" is already in this list with a status of \"%s\"."
                        .formatted(other.address(), capital(other.status())));
    }

    static Problem addressOfOthersFixed(EmailStatus status) {
        return Problem.invalid(
                "email address",
                "This member's status is \"%s.\" You can only update email addresses for members with a status of \"subscribed.\""
                        .formatted(status.word()));
    }

    private static String capital(EmailStatus status) {
        return status.name().charAt(0) + status.word().substring(1);
    }
}
