//! `crosswire diff`.

use crate::support::{Place, Ran};

fn shown(place: &Place, words: &str) -> String {
    let ran = place.run(&format!("diff {words}"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{words}");
    ran.stdout
}

fn error(place: &Place, words: &str) -> String {
    let ran = place.run(&format!("diff {words}"));
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{words}");
    ran.stderr
}

#[test]
fn accounts_stand_below_the_base_where_the_screen_is_narrow() {
    let place = Place::new().with_run();
    let narrow = shown(&place, "out s1 --width 80");
    assert!(narrow.lines().all(|line| line.chars().count() <= 80) && !narrow.contains('\u{1b}'), "{narrow}");
    insta::assert_snapshot!(narrow, @r#"
    s1 quote · Tura Vell · 3 outlets, 3 independent origins
    event: Wells for Vell
    first: Harbour Post or Island Mail or Évening Wire 2025-03-04
    ! attribution: Harbour Post names one speaker and Island Mail another.
    ! cue: Harbour Post says what Island Mail claims.

    Harbour Post · 2025-03-04 · quote · Tura Vell · base, 10 words
      "Every household will have water by June," Tura Vell said.

    Island Mail (Island Wire) · 2025-03-04 · quote · Tura Vell · keeps 8 of 10
    words, adds 2
      "{^By June^} every household will have water," {+the+} [^by June^] [-Tura
      Vell-]{+minister+} said.

    Évening Wire · 2025-03-04 · fact · keeps 3 of 10 words, adds 5
      [-Every household will have-] Water {+will come to all households+} by June.
      [-Tura Vell said-]

    [-only in the base-] {+only in this account+} [^moved from here^] {^to here^}
    "#);
}

#[test]
fn accounts_stand_beside_the_base_where_there_is_room() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(shown(&place, "out s1 --width 160 --base evening"), @r#"
    s1 quote · Tura Vell · 3 outlets, 3 independent origins
    event: Wells for Vell
    first: Harbour Post or Island Mail or Évening Wire 2025-03-04
    ! attribution: Harbour Post names one speaker and Island Mail another.
    ! cue: Harbour Post says what Island Mail claims.

    Évening Wire                                                                   │ Harbour Post
    2025-03-04 · fact                                                              │ 2025-03-04 · quote · Tura Vell
    base, 8 words                                                                  │ keeps 3 of 8 words, adds 7
    Water [-will come to all households-] by June.                                 │ "{+Every household will have+} water by June," {+Tura Vell said+}.

    Évening Wire                                                                   │ Island Mail (Island Wire)
    2025-03-04 · fact                                                              │ 2025-03-04 · quote · Tura Vell
    base, 8 words                                                                  │ in other words, 10 words
    *Water* will come to all *households* by *June*.                               │ "By *June* every *household* will have *water*," the minister said.

    [-only in the base-] {+only in this account+} *common words of accounts that are else in other words*
    "#);
}

#[test]
fn a_claim_and_words_as_remembered_lead_to_their_statement() {
    let place = Place::new().with_run();
    let statement = |words: &str| shown(&place, words).split(' ').next().unwrap().to_owned();
    assert_eq!(statement("out cb1"), "s1");
    assert_eq!(statement("out --quote fog"), "s2");
    let ran = quoted(&place, "the port was shut by fog");
    assert!(ran.stdout.starts_with("s2 "), "{}", ran.stdout);
    let ran = quoted(&place, "evry houshold will have water");
    assert!(ran.stdout.starts_with("s1 "), "{}", ran.stdout);
    // In no statement: it is shown alone.
    let ran = quoted(&place, "the ferry was late");
    insta::assert_snapshot!(ran.stdout, @r#"
    No other article of this run reports it.

    Harbour Post · 2025-03-04 · fact · 4 words
      The ferry was late.
    "#);
    let ran = quoted(&place, "the price of water and milk is too high for many farmers");
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.stderr, @r#"
    error: nothing in this run is near to "the price of water and milk is too high for many farmers"
      tip: the nearest: cb3 Island Mail (Island Wire): Every home is to get water, the minister said.
      tip: the nearest: cd1 Osk Courier: Fog closed the port of Osk.
      tip: the nearest: ce1 Gull: The port of Osk was shut by fog.
      tip: the nearest: cd3 Osk Courier: Ships waited outside the bay for nine hours.
      tip: the nearest: ce3 Gull: For nine hours ships lay off the bay.
    "#);
}

/// `diff out --quote`, with words of which there are several.
fn quoted(place: &Place, words: &str) -> Ran {
    place.run_words(&["diff", "out", "--quote", words])
}

#[test]
fn two_outlets_are_laid_beside_each_other() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(shown(&place, "out --between evening-wire ISLAND-WIRE --width 100"), @r#"
    s1 quote · Tura Vell · 3 outlets, 3 independent origins
    event: Wells for Vell
    first: Harbour Post or Island Mail or Évening Wire 2025-03-04
    ! attribution: Harbour Post names one speaker and Island Mail another.
    ! cue: Harbour Post says what Island Mail claims.
    1 account of others not shown

    Évening Wire · 2025-03-04 · fact · base, 8 words
      Water will come to all households by June.

    Island Mail (Island Wire) · 2025-03-04 · quote · Tura Vell · in other words, 10 words
      "By *June* every *household* will have *water*," the minister said.

    *common words of accounts that are else in other words*
    "#);
    assert_eq!(
        shown(&place, "out --between gull osk --event ey --format csv").lines().count(),
        shown(&place, "out s2 --format csv").lines().count()
    );
    insta::assert_snapshot!(error(&place, "out --between gull harbour"), @r#"error: no statement is carried by both gull and harbour"#);
    insta::assert_snapshot!(error(&place, "out --between gull Gull"), @r#"
    error: both names mean Gull
      tip: name two
    "#);
    insta::assert_snapshot!(error(&place, "out --between gull crow"), @r#"
    error: no outlet or agency of this run is called "crow"
      tip: it has Gull, Harbour Post, Island Mail, Island Wire, Osk Courier, Évening Wire
    "#);
}

#[test]
fn what_cannot_be_shown_is_told_with_advice() {
    let place = Place::new().with_run().with_articles();
    insta::assert_snapshot!(error(&place, "out"), @r#"
    error: which statement?
      tip: name a statement by its id, by --quote WORDS, or by --between NAME NAME
      tip: `crosswire statements out` lists them
    "#);
    insta::assert_snapshot!(error(&place, "out s9"), @r#"
    error: no statement has an id that begins with "s9"
      tip: the ids are in statements.csv
    "#);
    insta::assert_snapshot!(error(&place, "out ca2"), @r#"error: the claim ca2 is in no statement: no other article reports the same"#);
    insta::assert_snapshot!(error(&place, "out s1 --base nobody"), @r#"
    error: no outlet or agency of this run is called "nobody"
      tip: it has Gull, Harbour Post, Island Mail, Island Wire, Osk Courier, Évening Wire
    "#);
    insta::assert_snapshot!(error(&place, "out s1 --quote x"), @r#"error: a statement's id goes without --quote and --between"#);
    insta::assert_snapshot!(error(&place, "in s1"), @r#"
    error: in is no output folder of crosswire: it holds no run.json
      tip: make one with: crosswire run INPUT --out DIR
    "#);
    insta::assert_snapshot!(error(&place, "in/mail.txt"), @r#"
    error: in/mail.txt is a file: with what is it to be compared?
      tip: name the output folder of a run, or a second file
    "#);
    insta::assert_snapshot!(error(&place, "in/mail.txt out"), @r#"
    error: out is no file
      tip: name two article files
    "#);
    insta::assert_snapshot!(error(&place, "in/mail.txt in/mail.txt"), @r#"
    error: there is 1 article in these files
      tip: it takes two
    "#);
    insta::assert_snapshot!(error(&place, "in/mail.txt in/harbour.txt --quote x"), @r#"
    error: --quote, --between and --event choose from a run, not from files
      tip: name the output folder of a run to use them, or leave them out
    "#);
    for words in ["diff", "diff a b c", "diff out s1 --format pdf", "diff out --between a", "diff out --quote a --between b c"]
    {
        assert_eq!(place.run(words).status, 2, "{words}");
    }
}

#[test]
fn other_programs_read_it() {
    let place = Place::new().with_run();
    insta::assert_snapshot!(shown(&place, "out s2 --format csv").replace("\r\n", "\n"), @r#"
    statement_id,base_claim_id,claim_id,base_outlet,outlet,edit,base_text,text,variant,base_start,base_end,start,end
    s2,ce1,cd1,Gull,Osk Courier,insert,,Fog closed,,,,0,10
    s2,ce1,cd1,Gull,Osk Courier,keep,The port of Osk,the port of Osk,,0,15,11,26
    s2,ce1,cd1,Gull,Osk Courier,delete,was shut by fog,,,16,31,,
    "#);
    insta::assert_snapshot!(shown(&place, "out s2 --format json"), @r#"{"witnesses":["Gull","OskCourier"],"table":[[[],[{"t":"Fog ","n":"fog"},{"t":"closed ","n":"closed"}]],[[{"t":"The ","n":"the"},{"t":"port ","n":"port"},{"t":"of ","n":"of"},{"t":"Osk ","n":"osk"}],[{"t":"the ","n":"the"},{"t":"port ","n":"port"},{"t":"of ","n":"of"},{"t":"Osk.","n":"osk"}]],[[{"t":"was ","n":"was"},{"t":"shut ","n":"shut"},{"t":"by ","n":"by"},{"t":"fog.","n":"fog"}],[]]],"differs":[true,false,true],"base":"Gull","statement_id":"s2","flags":[],"accounts":[{"siglum":"Gull","claim_id":"ce1","article_id":"e.txt","outlet":"Gull","agency":null,"origin_id":"oe","published":"2025-03-04","url":null,"kind":"fact","speaker":null,"cue":null},{"siglum":"OskCourier","claim_id":"cd1","article_id":"d.txt","outlet":"Osk Courier","agency":null,"origin_id":"od","published":"2025-03-04","url":null,"kind":"fact","speaker":null,"cue":null}]}"#);
    insta::assert_snapshot!(shown(&place, "out s1 --format markdown"), @r#"
    ## Tura Vell: quote by 3 outlets, 3 independent origins (`s1`)

    First: Harbour Post or Island Mail or Évening Wire 2025-03-04.

    **attribution**: Harbour Post names one speaker and Island Mail another.

    **cue**: Harbour Post says what Island Mail claims.

    **Harbour Post** · 2025-03-04 · quote · Tura Vell · base, 10 words

    > "Every household will have water by June," Tura Vell said.

    **Island Mail (Island Wire)** · 2025-03-04 · quote · Tura Vell · keeps 8 of 10 words, adds 2

    > "*By June* every household will have water," **the** *~~by June~~* ~~Tura Vell~~ **minister** said.

    **Évening Wire** · 2025-03-04 · fact · keeps 3 of 10 words, adds 5

    > ~~Every household will have~~ Water **will come to all households** by June. ~~Tura Vell said~~
    "#);
    insta::assert_snapshot!(shown(&place, "out s2 --format tei"), @r##"
    <?xml version="1.0" encoding="UTF-8"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0">
      <teiHeader>
        <fileDesc>
          <titleStmt><title>Accounts of what news outlets report</title></titleStmt>
          <publicationStmt><p>Collated by crosswire 0.1.0.</p></publicationStmt>
          <sourceDesc>
            <listWit>
              <witness xml:id="Gull"><bibl><publisher>Gull</publisher> <date when="2025-03-04">2025-03-04</date></bibl></witness>
              <witness xml:id="OskCourier"><bibl><publisher>Osk Courier</publisher> <date when="2025-03-04">2025-03-04</date></bibl></witness>
            </listWit>
          </sourceDesc>
        </fileDesc>
        <encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
      </teiHeader>
      <text>
        <body>
          <div xml:id="s2">
            <p><app xml:id="s2-1" type="substantive"><lem wit="#Gull"/><rdg wit="#OskCourier">Fog closed</rdg></app> The port of Osk <app xml:id="s2-3" type="substantive"><lem wit="#Gull">was shut by fog.</lem><rdg wit="#OskCourier"/></app></p>
          </div>
        </body>
      </text>
    </TEI>
    "##);
    let page = shown(&place, "out s1 --format html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    assert!(!page.contains("http") && !page.contains("<script"), "nothing from elsewhere: {page}");
    insta::assert_snapshot!(page.split_once("<section").unwrap().1, @r#"
     id="s1">
    <h2>Tura Vell: quote by 3 outlets, 3 independent origins <code>s1</code></h2>
    <p class="facts">First: Harbour Post or Island Mail or Évening Wire 2025-03-04</p>
    <p class="flags"><strong>attribution</strong>: Harbour Post names one speaker and Island Mail another.</p>
    <p class="flags"><strong>cue</strong>: Harbour Post says what Island Mail claims.</p>
    <div class="pair">
    <article>
    <h3>Harbour Post</h3>
    <p class="facts">2025-03-04 · quote · Tura Vell<br>base, 10 words</p>
    <blockquote dir="auto" lang="en">&quot;Every household will have water <del class="moved">by June</del>,&quot; <del>Tura Vell</del> said.</blockquote>
    </article>
    <article>
    <h3>Island Mail (Island Wire)</h3>
    <p class="facts">2025-03-04 · quote · Tura Vell<br>keeps 8 of 10 words, adds 2</p>
    <blockquote dir="auto" lang="en">&quot;<span class="moved">By June</span> every household will have water,&quot; <ins>the</ins> <ins>minister</ins> said.</blockquote>
    </article>
    </div>
    <div class="pair">
    <article>
    <h3>Harbour Post</h3>
    <p class="facts">2025-03-04 · quote · Tura Vell<br>base, 10 words</p>
    <blockquote dir="auto" lang="en">&quot;<del>Every household will have</del> water by June,&quot; <del>Tura Vell said</del>.</blockquote>
    </article>
    <article>
    <h3>Évening Wire</h3>
    <p class="facts">2025-03-04 · fact<br>keeps 3 of 10 words, adds 5</p>
    <blockquote dir="auto" lang="en">Water <ins>will come to all households</ins> by June.</blockquote>
    </article>
    </div>
    </section>
    </body>
    </html>
    "#);
}

#[test]
fn two_files_are_compared_without_a_run() {
    let place = Place::new().with_articles();
    place.file("in/fog.txt", "Fog closed the port of Osk on Monday, and ships waited outside the bay for nine hours.\n");
    let ran = shown(&place, "in/harbour.txt in/mail.txt --width 80");
    assert!(ran.starts_with("Both report: 2 statements\n"), "{ran}");
    assert!(ran.contains("[-will-]{+would+}") || ran.contains("[~will~]{~would~}"), "{ran}");
    assert!(ran.contains("\nOnly harbour.txt (outlet unknown): nothing\n"), "{ran}");
    place.file("strict.toml", "[cluster]\nthreshold = 0.999\n");
    let strict = shown(&place, "in/harbour.txt in/mail.txt --config strict.toml");
    assert!(strict.starts_with("Both report: nothing\n"), "{strict}");
    insta::assert_snapshot!(error(&place, "in --config strict.toml"), @r#"
    error: --config changes nothing in a run
      tip: it is for two article files; a run was compared when it was made
    "#);
    let ran = shown(&place, "in/harbour.txt in/fog.txt");
    assert!(ran.starts_with("Both report: nothing\n"), "{ran}");
    assert!(ran.contains("Fog closed the port of Osk on Monday"), "{ran}");
    let lines = shown(&place, "in/harbour.txt in/fog.txt --format json");
    for line in lines.lines() {
        let table: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((table["witnesses"].as_array().unwrap().len(), &table["statement_id"]), (1, &serde_json::Value::Null));
    }
}

#[test]
fn the_help_shows_the_four_ways() {
    insta::assert_snapshot!(Place::new().run("diff --help").stdout, @r#"
    Lay the accounts of a statement beside each other, word by word

    What each keeps, drops, adds, replaces and moves of one of them, the base. The statement is named by
    its id, by words of it (--quote), or by two who carry it (--between). With two article files instead
    of a run: what both report, and what only one does.

    Usage: crosswire diff [OPTIONS] <OUT> <STATEMENT>
           crosswire diff [OPTIONS] <OUT> --quote <WORDS>
           crosswire diff [OPTIONS] <OUT> --between <NAME> <NAME> [--event <ID>]
           crosswire diff [OPTIONS] <FILE> <FILE>

    Arguments:
      <OUT or FILE> [STATEMENT or FILE]...
              The output folder of a run, and the start of a statement's id; or two article files

    Options:
          --quote <WORDS>
              The statement whose words are nearest to these

          --between <NAME> <NAME>
              All statements that both outlets or agencies carry

          --event <ID>
              Only statements of this event, by the start of its id

          --base <OUTLET>
              Outlet or agency against whose account the others are read [default: the fullest quote,
              else the fullest account; with --between the first name]

          --config <FILE>
              Configuration file: how two article files are read and compared; a run has its own options

          --color <WHEN>
              Colour: auto (on a terminal, unless NO_COLOR is set), always or never [default: auto]

      -h, --help
              Print help (see a summary with '-h')

    Showing:
          --edits
              Mark every edit, also in accounts that are in other words, which else show what they have
              in common

          --format <FORMAT>
              Form of the output: text, csv, json, markdown, html or tei [default: text]

          --width <COLUMNS>
              Columns of text to fill [default: those of the terminal, 120 where there is none]

          --limit <N>
              Show so many statements at the most; 0 shows all [default: 20 as text, else all]

    Examples:
      crosswire diff result s1e555
          A statement, by the start of its id in statements.csv; the id of a claim will do, too.
      crosswire diff result --quote 'all must contribute'
          The statement whose words are nearest to these.
      crosswire diff result --between xinhua tass
          All statements that both outlets or agencies carry.
      crosswire diff one.txt other.txt
          Two articles: what both report, and what only one does.
      crosswire diff result s1e555 --base tass --format tei > apparatus.xml

    Formats: text; csv, an edit a row; json, the alignment table of CollateX, a statement a line;
    markdown; html, one page that needs nothing from elsewhere; tei, a critical apparatus in TEI P5
    (parallel segmentation).

    Exit status: 0 done; 1 fatal error; 2 usage; 3 done, with problems in the files (they are shown).
    "#);
}
