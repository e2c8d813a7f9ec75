import type fr from "../fr/entrance.js";

export default {
  email: "E-mail address",
  password: "Password",
  passwordHint: "At least 10 characters; a sentence is easier to remember.",
  noLink: {
    title: "The end of the link is missing.",
    lead: "Open the whole link as it was sent to you: it ends with “#” and a row of letters.",
  },
  looking: "One moment…",
  toLogin: "Log in",
  over: {
    invitation: {
      title: "This link no longer opens.",
      lead: "An invitation opens once, within seven days, and the latest replaces the others. If you have chosen a password already, log in; otherwise ask who invited you for a new link.",
    },
    password: {
      title: "This link no longer opens.",
      lead: "It opens once, within seven days, and the latest replaces the others. If you have chosen another password already, log in with it; otherwise the login page says how to get a new link.",
    },
    setup: {
      title: "This link was used, or is too old.",
      lead: "If the collective exists already, log in, or ask who created it for an invitation. Otherwise start the service again: it will print another link in its terminal.",
    },
  },
  login: {
    title: "Hello.",
    lead: "Say who you are, and find your collective again.",
    submit: "Log in",
    forgotten:
      "Forgot your password? An admin of your collective can make you a link to choose another: Members, your name, “Password link”.",
    forgot: "Forgot your password?",
  },
  forgotten: {
    title: "Choose another password.",
    lead: "Tell us your e-mail: you will receive a link there.",
    submit: "Send me a link",
    back: "Back to logging in",
    asked: "Look at your mail.",
    sent: (email: string) => `If somebody logs in here with ${email}, a link is leaving for it now. It opens once, within two days.`,
    nothing:
      "Nothing within a few minutes? Look among the junk, try another of your addresses, or ask an admin of your collective for a link.",
  },
  setup: {
    title: "A few questions, and your collective begins.",
    lead: "All of it can change later, except the currency once there are amounts.",
    name: "What is your collective called?",
    nameHint: "An association, a third place, a working group…",
    currency: "Which currency does it count in?",
    you: "And you, what is your first name?",
    bank: "Where is its money?",
    own: "In its own bank account, or in its till",
    hosted: "With another organisation that keeps it",
    host: "With whom?",
    hostHint: "The organisation that holds the account.",
    submit: "Create the collective",
    demo: {
      title: "Or look around first",
      lead: "An invented collective with its envelopes, sharings and rounds, to try everything. It takes the place of yours on this service: keep it for a trial.",
      act: "Load the demonstration",
      busy: "The demonstration is being told: a few seconds…",
    },
    noLink: {
      title: "Open the link the service printed.",
      lead: "When it first starts, it prints a link ending in “/setup#…” to its terminal. It works once. If the collective exists already, log in.",
    },
  },
  invitation: {
    title: "You are expected.",
    titleOf: (member: string, collective: string) => `${member}, you are expected in “${collective}”.`,
    lead: "Choose how to log in; then you see all that the collective shares.",
    asMe: (email: string) => `Join as ${email}`,
    passwordHint: "A new one of at least 10 characters, or yours if this address has a login here already.",
    submit: "Join the collective",
  },
  another: {
    title: "Choose another password.",
    lead: "The old one will not work any more, and your other devices are logged out.",
    submit: "Save and log in",
  },
} satisfies typeof fr;
