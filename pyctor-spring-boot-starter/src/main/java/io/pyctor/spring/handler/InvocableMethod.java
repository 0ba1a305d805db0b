package io.pyctor.spring.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.MethodDescription;

/**
 * Finds the way to call methods of a class on beans, which may be proxies.
 */
final class InvocableMethod {

	private final HandlerClass handlerClass;

	private final Class<?> beanClass;

	InvocableMethod(HandlerClass handlerClass, Class<?> beanClass) {
		this.handlerClass = handlerClass;
		this.beanClass = beanClass;
	}

	/**
	 * Return what calls a method.
	 * @throws ActorComponentException if a proxy, or a module, does not let the call
	 * through
	 */
	MethodInvoker invoker(Method method, HandlerArguments arguments) {
		try {
			return MethodInvoker.of(select(method), arguments);
		}
		catch (IllegalAccessException ex) {
			throw new ActorComponentException(
					this.handlerClass.subject() + " has the method '" + MethodDescription.of(method)
							+ "', which its module does not let anybody call.",
					"Let the module open the package " + method.getDeclaringClass().getPackageName() + ".", ex);
		}
	}

	private Method select(Method method) {
		if (!method.getDeclaringClass().isAssignableFrom(this.beanClass)) {
			return selectOfInterface(method);
		}
		if (SpringProxy.class.isAssignableFrom(this.beanClass)) {
			checkOverridden(method);
		}
		return method;
	}

	private Method selectOfInterface(Method method) {
		try {
			return AopUtils.selectInvocableMethod(method, this.beanClass);
		}
		catch (IllegalStateException ex) {
			throw new ActorComponentException(
					this.handlerClass.subject() + " is behind a proxy of its interfaces, which has no method '"
							+ MethodDescription.of(method) + "'.",
					"Declare the method in an interface of the class, or use proxies of classes "
							+ "(proxyTargetClass = true, which is what Spring Boot does by default).",
					ex);
		}
	}

	/**
	 * What a proxy of a class does not override would run on the proxy, without fields.
	 */
	private void checkOverridden(Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isFinal(modifiers)) {
			throw this.handlerClass.refused(
					"is behind a proxy, which cannot call its final method '" + MethodDescription.of(method) + "'.",
					"Remove 'final' from the method.");
		}
		boolean packagePrivate = !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers);
		if (packagePrivate && !isOfSamePackage(method.getDeclaringClass())) {
			throw this.handlerClass.refused("is behind a proxy, which cannot call the package-private method '"
					+ MethodDescription.of(method) + "' of " + ClassUtils.getShortName(method.getDeclaringClass())
					+ ", from another package or class loader.", "Make the method public or protected.");
		}
	}

	/** Which is one package for the JVM only if one class loader has both. */
	private boolean isOfSamePackage(Class<?> type) {
		return type.getClassLoader() == this.beanClass.getClassLoader()
				&& type.getPackageName().equals(this.beanClass.getPackageName());
	}

}
