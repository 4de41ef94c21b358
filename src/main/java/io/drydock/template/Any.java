package io.drydock.template;

/**
 * Stands for a value that only a host can give, while templates are checked before any host is contacted. Every
 * operation on it succeeds, and what is made from it is {@link #ANY} again.
 */
public enum Any {
    ANY
}
