package dev.concierge.search.question;

/** @param clickThrough clicks by questions */
record QuestionView(String words, long asked, long unanswered, long clicked, double clickThrough) {
    static QuestionView of(String words, long asked, long unanswered, long clicked) {
        return new QuestionView(words, asked, unanswered, clicked, asked == 0 ? 0 : (double) clicked / asked);
    }
}
