/// Surveys: what they ask, the page where people answer, and what was answered. Start at [SurveyResource] for their
/// owners, at [SurveyPageResource] for those who answer.
@NullMarked
package io.sillage.events.survey;

import org.jspecify.annotations.NullMarked;
