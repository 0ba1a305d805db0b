package io.pyctor.spring;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * The key of a message by an expression, such as {@code customerId}. It can read the
 * message and call its methods, and nothing else: neither types nor beans. What is
 * evaluated often is compiled, as far as the message's class is public. Safe for any
 * thread.
 */
final class InstanceKey implements Function<Object, @Nullable Object> {

	private final Expression expression;

	private final EvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
		.withInstanceMethods()
		.build();

	private InstanceKey(Expression expression) {
		this.expression = expression;
	}

	/**
	 * Parse an expression.
	 * @throws ActorComponentException if it is none
	 */
	static InstanceKey parse(String subject, String text) {
		try {
			return new InstanceKey(new SpelExpressionParser(
					new SpelParserConfiguration(SpelCompilerMode.MIXED, InstanceKey.class.getClassLoader()))
				.parseExpression(text));
		}
		catch (ParseException | IllegalStateException ex) {
			throw new ActorComponentException(
					subject + " has the instance key '" + text + "', which cannot be parsed: " + ex.getMessage() + ".",
					"Write an expression for a value of the message, such as 'customerId' or 'order.customerId()'.",
					ex);
		}
	}

	@Override
	public @Nullable Object apply(Object message) {
		return this.expression.getValue(this.context, message);
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

}
