package io.pyctor.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/**
 * An expression that makes a key of the arguments of a method, which it knows by their
 * names, such as {@code #order}, and by their numbers, such as {@code #p0}. Safe for any
 * thread.
 */
public final class KeyExpression {

	/** What expressions may use besides parameters. */
	private static final List<String> ALWAYS_KNOWN = List.of("this", "root");

	private static final Pattern NUMBERED = Pattern.compile("[pa][0-9]{1,3}");

	private final SpelExpression expression;

	/** The numbers of the parameters that it uses, by how it calls them. */
	private final Map<String, Integer> parameters;

	/** The parameter that is the key itself, or -1. */
	private final int parameter;

	/** What looks up methods and properties, which all evaluations share. */
	private final StandardEvaluationContext shared = new StandardEvaluationContext();

	private KeyExpression(SpelExpression expression, Map<String, Integer> parameters, int parameter) {
		this.expression = expression;
		this.parameters = Map.copyOf(parameters);
		this.parameter = parameter;
	}

	/**
	 * Parse an expression.
	 * @param text the expression
	 * @param method whose parameters it may use
	 * @return the expression
	 * @throws IllegalArgumentException if it cannot be parsed, or uses a parameter that
	 * is not there; the message is the end of a sentence
	 */
	public static KeyExpression parse(String text, Method method) {
		SpelExpression expression = parse(text);
		String[] discovered = DefaultParameterNameDiscoverer.getSharedInstance().getParameterNames(method);
		String[] names = (discovered != null) ? discovered : new String[0];
		int count = method.getParameterCount();
		List<String> used = new ArrayList<>();
		collectVariables(expression.getAST(), used);
		used.removeAll(ALWAYS_KNOWN);
		Map<String, Integer> parameters = new HashMap<>();
		for (String variable : used) {
			int index = index(variable, names, count);
			if (index < 0) {
				throw new IllegalArgumentException("which uses '#" + variable + "', but " + describe(names, count));
			}
			parameters.put(variable, index);
		}
		boolean parameter = expression.getAST() instanceof VariableReference && !used.isEmpty();
		return new KeyExpression(expression, parameters, parameter ? parameters.get(used.get(0)) : -1);
	}

	private static String describe(String[] names, int count) {
		if (count > 0 && names.length == 0) {
			return "the names of the parameters are not known: compile with '-parameters', or write '#p0'";
		}
		return (count > 0) ? "the parameters are " + List.of(names) : "there is no parameter";
	}

	private static SpelExpression parse(String text) {
		try {
			return new SpelExpressionParser().parseRaw(text);
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("which is no expression: " + ex.getMessage(), ex);
		}
	}

	private static void collectVariables(SpelNode node, List<String> variables) {
		if (node instanceof VariableReference variable) {
			variables.add(variable.toStringAST().substring(1));
		}
		for (int i = 0; i < node.getChildCount(); i++) {
			collectVariables(node.getChild(i), variables);
		}
	}

	/** Return the number of the parameter that a variable stands for, or -1. */
	private static int index(String variable, String[] names, int count) {
		int index = List.of(names).indexOf(variable);
		if (index < 0 && NUMBERED.matcher(variable).matches()) {
			index = Integer.parseInt(variable.substring(1));
		}
		return (index < count) ? index : -1;
	}

	/**
	 * Evaluate the expression.
	 * @param arguments the arguments
	 * @return the key
	 * @throws EvaluationException if that fails
	 */
	public @Nullable Object evaluate(@Nullable Object[] arguments) {
		return (this.parameter >= 0) ? arguments[this.parameter]
				: this.expression.getValue(new ArgumentsContext(arguments));
	}

	@Override
	public String toString() {
		return this.expression.getExpressionString();
	}

	/**
	 * Finds the arguments of one call.
	 */
	private final class ArgumentsContext extends StandardEvaluationContext {

		private final @Nullable Object[] arguments;

		ArgumentsContext(@Nullable Object[] arguments) {
			this.arguments = arguments;
			KeyExpression.this.shared.applyDelegatesTo(this);
		}

		@Override
		public @Nullable Object lookupVariable(String name) {
			Integer index = KeyExpression.this.parameters.get(name);
			return (index != null) ? this.arguments[index] : super.lookupVariable(name);
		}

	}

}
