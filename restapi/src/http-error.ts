// placeholder, written next
export {}
