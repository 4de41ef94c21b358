packages_put latest "$KERN_PACKAGE"
