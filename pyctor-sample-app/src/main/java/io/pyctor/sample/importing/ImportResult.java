package io.pyctor.sample.importing;

import java.util.List;

/**
 * What came of an import. The sum is exact: {@code lines = accepted + refused}, and one
 * more for each line that is {@code unanswered}.
 *
 * @param lines how many lines were read after the header
 * @param accepted how many of them are stored as orders
 * @param refused how many of them were refused
 * @param unanswered how many of them the order desk did not answer in time; they may be
 * stored
 * @param refusals the refused lines
 */
record ImportResult(long lines, long accepted, long refused, long unanswered, List<Refusal> refusals) {

}
