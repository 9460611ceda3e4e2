// Here, so that the page finds it beside itself: while the app is worked on, nothing above this folder has an address.
import '../src/phone/main'
