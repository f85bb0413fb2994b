// A page of one document.
view = new DocumentView(document.querySelector("article"), await readData("record-0"));
