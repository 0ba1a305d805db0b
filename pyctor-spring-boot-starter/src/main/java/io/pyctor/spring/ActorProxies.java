package io.pyctor.spring;

import org.springframework.aop.framework.AopProxyUtils;

/**
 * Looks behind the proxies that post-processors put in front of actors' objects.
 */
final class ActorProxies {

	private ActorProxies() {
	}

	/**
	 * Return the object behind a proxy: destroy methods are called on it, since a private
	 * one would find the fields of the proxy empty.
	 */
	static Object target(Object object) {
		Object target = object;
		Object next = AopProxyUtils.getSingletonTarget(target);
		while (next != null) {
			target = next;
			next = AopProxyUtils.getSingletonTarget(target);
		}
		return target;
	}

}
