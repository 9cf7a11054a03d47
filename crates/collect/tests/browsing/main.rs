//! A real browser, looking at a server on this machine.

// A test stops at the first surprise, and looks at what the browser left behind.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod server;

use std::net::UdpSocket;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use jikenbo_collect::Error;
use jikenbo_collect::browser::{Browser, Captured, Cut, Request, capture};
use server::{Now, Server, answer, browser, html, web};

fn look(browser: &Browser, url: &str) -> Result<Captured, Error> {
    capture(&web(&Now), browser, url)
}

fn text(captured: &Captured) -> &str {
    std::str::from_utf8(&captured.page).unwrap()
}

#[track_caller]
fn request<'a>(captured: &'a Captured, end: &str) -> &'a Request {
    let found = captured.requests.iter().find(|request| request.url.ends_with(end));
    found.unwrap_or_else(|| panic!("no `{end}` in {:#?}", captured.requests))
}

const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn release(path: &str, _: u16) -> Option<Vec<u8>> {
    match path {
        "/old" => answer("301 Moved Permanently", "Location: /news\r\nX-Words: a\r\n", b""),
        // 例示 in Shift_JIS, in which the page says that it is.
        "/news" => answer(
            "200 OK",
            "Content-Type: text/html\r\nSet-Cookie: a=b\r\n",
            b"<!doctype html><html><head><meta charset=shift_jis><title>\x97\xe1\x8e\xa6</title></head>\
              <body><div id=app></div><img src=pixel.gif><script src=app.js></script></body></html>",
        ),
        "/app.js" => answer(
            "200 OK",
            "Content-Type: text/javascript\r\n",
            b"alert('stop'); console.error('wrong', 7);\
              fetch('data.json', {method: 'POST', body: 'q=1'}).then(r => r.json()).then(d => {\
                document.getElementById('app').innerHTML = '<p>' + d.words + '</p>'; });\
              fetch('missing').then(() => { throw new Error('thrown') });",
        ),
        "/data.json" => answer(
            "200 OK",
            "Content-Type: application/json\r\n",
            "{\"words\": \"個人情報1,234件\"}".as_bytes(),
        ),
        "/pixel.gif" => answer("200 OK", "Content-Type: image/gif\r\n", PIXEL),
        _ => answer("404 Not Found", "Content-Type: text/plain\r\n", b"none"),
    }
}

#[test]
fn a_page_is_taken_as_its_scripts_leave_it() {
    let Some((browser, _turn)) = browser() else { return };
    let server = Server::new(release);
    let captured = look(&browser, &server.url("/old#top")).unwrap();
    assert_eq!((captured.asked, captured.url.clone()), (server.url("/old"), server.url("/news")));
    assert_eq!((captured.status, captured.cut.as_slice()), (200, [].as_slice()));
    let page = std::str::from_utf8(&captured.page).unwrap();
    assert!(page.starts_with("\u{FEFF}<!DOCTYPE html><html"), "{page}");
    assert!(page.contains("<title>例示</title>") && page.contains("<p>個人情報1,234件</p>"), "{page}");
    let picture = captured.picture.as_ref().unwrap();
    assert!(picture.png.starts_with(b"\x89PNG") && picture.width >= 1000 && picture.height >= 100);
    assert!(captured.browser.starts_with("Chrome/"), "{}", captured.browser);
    let told = captured.console.join("\n");
    assert!(told.contains("wrong 7") && told.contains("Error: thrown") && told.contains("404"), "{told}");
    assert!(captured.refused.is_empty(), "{:?}", captured.refused);
    // Nobody else was asked for anything, and whoever was asked knows who asks.
    for head in server.heads().iter().filter(|head| !head.contains("/robots.txt")) {
        let agent = head.lines().find(|line| line.to_ascii_lowercase().starts_with("user-agent:")).unwrap();
        assert!(
            agent.contains("Chrome/") && agent.ends_with(" jikenbo/0.1.0 (test; +https://example.com/)"),
            "{head}"
        );
        assert!(!head.to_ascii_lowercase().contains("proxy-"), "{head}");
    }
}

#[test]
fn every_request_is_kept_or_told() {
    let Some((browser, _turn)) = browser() else { return };
    let server = Server::new(release);
    let captured = look(&browser, &server.url("/old")).unwrap();
    let led = request(&captured, "/old");
    assert_eq!(
        (led.status, led.led_to.as_deref(), led.kept),
        (Some(301), Some(server.url("/news").as_str()), true)
    );
    assert!(String::from_utf8_lossy(&led.answer_head).contains("\r\nX-Words: a\r\n"));
    let page = request(&captured, "/news");
    assert_eq!(
        (page.status, page.kind.as_str(), page.media_type.as_deref()),
        (Some(200), "Document", Some("text/html"))
    );
    // What the browser decoded is kept as such.
    assert!(String::from_utf8(page.answer_body.clone()).unwrap().contains("<title>例示</title>"));
    let head = String::from_utf8(page.answer_head.clone()).unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("\r\nSet-Cookie: a=b\r\n"), "{head}");
    assert!(head.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"), "{head}");
    assert_eq!(request(&captured, "/pixel.gif").answer_body, PIXEL);
    let data = request(&captured, "/data.json");
    assert_eq!((data.method.as_str(), data.body.as_slice(), data.kept), ("POST", b"q=1".as_slice(), true));
    assert!(
        data.head.starts_with(b"POST /data.json HTTP/1.1\r\n"),
        "{}",
        String::from_utf8_lossy(&data.head)
    );
    assert_eq!(request(&captured, "/missing").status, Some(404));
    assert!(
        captured.requests.iter().all(|one| one.address == Some([127, 0, 0, 1].into())),
        "{:?}",
        captured.requests
    );
    let listed = serde_json::to_value(&captured).unwrap();
    assert_eq!(listed["requests"][0]["led_to"], server.url("/news"));
    assert!(listed["requests"][1].get("answer_body").is_none());
}

#[test]
fn nothing_inside_is_connected_to() {
    let Some((browser, _turn)) = browser() else { return };
    let server = Server::new(|path, port| match path {
        "/page" => html(&format!(
            "<body>words<img src='http://localhost:{port}/image'><iframe src='http://localhost:{port}/frame'></iframe>\
             <img src='/leads'><iframe src='/inner'></iframe>\
             <script>fetch('http://[::1]:{port}/fetched'); new WebSocket('ws://localhost:{port}/socket');\
             new Worker(URL.createObjectURL(new Blob([\"fetch('http://localhost:{port}/worker')\"])));\
             window.open('http://localhost:{port}/window'); location.hash = 'x';\
             navigator.sendBeacon('http://localhost:{port}/beacon');\
             fetch('file:///etc/passwd').catch(e => document.body.append('no file'));</script></body>"
        )),
        "/leads" => answer("302 Found", &format!("Location: http://localhost:{port}/image2\r\n"), b""),
        "/inner" => html(&format!("<script>fetch('http://localhost:{port}/framed')</script>inner")),
        "/away" => answer("302 Found", &format!("Location: http://localhost:{port}/page\r\n"), b""),
        "/script-away" => html(&format!("<script>location = 'http://localhost:{port}/page'</script>")),
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => html("inside"),
    });
    let captured = look(&browser, &server.url("/page")).unwrap();
    assert!(text(&captured).contains("no file") && text(&captured).contains("words"));
    for path in ["image", "frame", "fetched", "socket", "worker", "window", "beacon", "image2", "framed"] {
        assert!(!server.was_asked(&format!("/{path}")), "{path}: {:?}", server.heads());
    }
    let refused: Vec<(&str, &str)> =
        captured.refused.iter().map(|refusal| (refusal.host.as_str(), refusal.why)).collect();
    assert!(
        refused.contains(&("localhost", "loopback")) && refused.contains(&("[::1]", "loopback")),
        "{refused:?}"
    );
    let image = request(&captured, "/image");
    assert!(image.error.is_some() && image.status.is_none() && !image.kept, "{image:?}");
    for path in ["/away", "/script-away"] {
        let error = look(&browser, &server.url(path)).unwrap_err();
        assert!(matches!(&error, Error::Inside { host, .. } if host == "localhost"), "{path}: {error:?}");
    }
}

#[test]
fn no_way_leads_around_the_proxy() {
    let Some((browser, _turn)) = browser() else { return };
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    // The page learns the port from its own address.
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("404 Not Found", "", b""),
        _ => html(
            "<body>words<script>const port = location.search.slice(1);\
             for (const url of ['stun:127.0.0.1:' + port, 'turn:127.0.0.1:' + port]) { try {\
               const peer = new RTCPeerConnection({iceServers: [{urls: url, username: 'a', credential: 'b'}]});\
               peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer));\
             } catch (error) { document.body.append('none') } }\
             try { new WebTransport('https://127.0.0.1:' + port + '/x').ready.catch(() => {}) } catch (error) {}\
             document.body.append('tried')</script></body>",
        ),
    });
    let port = socket.local_addr().unwrap().port();
    let captured = look(&browser, &server.url(&format!("/page?{port}"))).unwrap();
    assert!(text(&captured).contains("tried"), "{}", text(&captured));
    let mut come = [0; 2000];
    assert!(socket.recv_from(&mut come).is_err(), "{come:?}");
}

#[test]
fn what_does_not_end_is_ended() {
    let Some((mut browser, _turn)) = browser() else { return };
    browser.bounds.load = Duration::from_secs(3);
    let server = Server::new(|path, _| match path {
        "/slow" => html("<body>words<img src=x.png><link rel=stylesheet href=endless.css></body>"),
        "/endless.css" => None,
        "/script" => html("<body>before<script>while (true) {}</script>after</body>"),
        "/asking" => {
            html("<body>words<script>let n = 0; setInterval(() => fetch('x' + n++), 5)</script></body>")
        }
        "/high" => html("<body style='margin:0'><div style='height:100000px'>words</div></body>"),
        "/robots.txt" => answer("404 Not Found", "", b""),
        path if path.starts_with("/round") => html("<script>location = '/round' + Math.random()</script>"),
        path if path.starts_with("/big") => {
            // Not a picture: one that is damaged is given up at once, and then little of it may have come.
            answer("200 OK", "Content-Type: text/css\r\n", &vec![b' '; 3 << 20])
        }
        "/heavy" => html("<body>words<link rel=stylesheet href=big1><link rel=stylesheet href=big2></body>"),
        _ => answer("404 Not Found", "", b""),
    });
    let captured = look(&browser, &server.url("/slow")).unwrap();
    assert!(captured.cut.contains(&Cut::Time) && text(&captured).contains("words"), "{:?}", captured.cut);
    let endless = request(&captured, "/endless.css");
    assert!(!endless.kept && endless.error.is_some(), "{endless:?}");
    let captured = look(&browser, &server.url("/script")).unwrap();
    assert!(captured.cut.contains(&Cut::Script) && text(&captured).contains("before"), "{:?}", captured.cut);
    browser.bounds.requests = 20;
    let captured = look(&browser, &server.url("/asking")).unwrap();
    assert!(captured.cut.contains(&Cut::Requests), "{:?}", captured.cut);
    assert!(server.heads().iter().filter(|head| head.starts_with("GET /x")).count() <= 20);
    let captured = look(&browser, &server.url("/high")).unwrap();
    assert_eq!(
        (captured.cut.as_slice(), captured.picture.unwrap().height),
        ([Cut::Height].as_slice(), 16_384)
    );
    let error = look(&browser, &server.url("/round")).unwrap_err();
    assert!(matches!(error, Error::Redirects { most: 10, .. }), "{error:?}");
    browser.bounds.bytes = 4 << 20;
    let captured = look(&browser, &server.url("/heavy")).unwrap();
    assert!(captured.cut.contains(&Cut::Bytes) && text(&captured).contains("words"), "{:?}", captured.cut);
}

#[test]
fn what_is_no_page_gives_none() {
    let Some((mut browser, _turn)) = browser() else { return };
    let server = Server::new(|path, _| match path {
        "/robots.txt" => answer("200 OK", "", b"User-agent: *\nDisallow: /private"),
        "/file" => answer("200 OK", "Content-Type: application/zip\r\n", b"PK\x03\x04"),
        "/gone" => answer("410 Gone", "Content-Type: text/html\r\n", b"<p>gone</p>"),
        "/to-private" => answer("302 Found", "Location: /private\r\n", b""),
        _ => html("words"),
    });
    let error = look(&browser, &server.url("/file")).unwrap_err();
    assert!(matches!(&error, Error::Browser { what, .. } if what.contains("net::ERR_ABORTED")), "{error:?}");
    let gone = look(&browser, &server.url("/gone")).unwrap();
    assert!(gone.status == 410 && text(&gone).contains("gone"));
    // By the rules for robots, where it leads on too.
    let error = look(&browser, &server.url("/to-private")).unwrap_err();
    assert!(matches!(error, Error::Robots { line: 2, .. }), "{error:?}");
    assert!(!server.was_asked("/private"));
    browser.program = "/no/such/browser".into();
    let error = look(&browser, &server.url("/private")).unwrap_err();
    assert!(matches!(error, Error::Robots { .. }), "{error:?}");
    let error = look(&browser, &server.url("/")).unwrap_err();
    assert!(matches!(error, Error::NoBrowser { .. }), "{error:?}");
    assert!(error.hint().unwrap().contains("apt-get install chromium fonts-noto-cjk"));
    browser.program = "/bin/false".into();
    let error = look(&browser, &server.url("/")).unwrap_err();
    assert!(matches!(&error, Error::Browser { what, .. } if what.starts_with("it ended")), "{error:?}");
}

/// Whether a process has this in its environment.
fn is_running(mark: &str) -> bool {
    let all = Path::new("/proc").read_dir().unwrap().flatten();
    let environments = all.filter_map(|process| std::fs::read(process.path().join("environ")).ok());
    environments.into_iter().any(|all| String::from_utf8_lossy(&all).contains(mark))
}

#[test]
fn nothing_of_the_browser_stays() {
    let Some((mut browser, _turn)) = browser() else { return };
    let server = Server::new(|_, _| html("<body>words<script>while (true) {}</script></body>"));
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("browser");
    let (mark, kept) = (format!("MARK={}", folder.path().display()), folder.path().join("kept"));
    let script = format!(
        "#!/bin/sh\necho \"$HOME\" >'{}'\nexport '{mark}'\nexec '{}' \"$@\"\n",
        kept.display(),
        browser.program.display()
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    browser.program = program;
    browser.bounds.load = Duration::from_secs(1);
    look(&browser, &server.url("/")).unwrap();
    // A child that is not of the group ends when it sees the browser gone.
    for _ in 0..40 {
        if !is_running(&mark) {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(!is_running(&mark));
    let home = std::fs::read_to_string(kept).unwrap();
    assert!(home.contains("jikenbo-browser-") && !Path::new(home.trim()).exists(), "{home}");
}
