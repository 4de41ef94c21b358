<#import "options.ftl" as options><@options.set/>
want_packages [=state] "$@"
