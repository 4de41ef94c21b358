# ${inventory_hostname} is a ${facts.os.id} with ${facts.init}
