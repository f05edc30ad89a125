//! What the times were taken on.

use std::fs;
use std::process::Command;
use std::thread;

/// One line: the processor, how many cores, the operating system, the compiler.
pub(super) fn describe() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rustc = Command::new("rustc").arg("--version").output();
    let rustc = rustc.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    format!(
        "{}, {cores} cores, {} {}, {}",
        processor().unwrap_or_else(|| "unknown processor".to_owned()),
        std::env::consts::OS,
        std::env::consts::ARCH,
        rustc.unwrap_or_else(|_| "unknown rustc".to_owned())
    )
}

/// The processor's name, as Linux or macOS tells it.
fn processor() -> Option<String> {
    if let Ok(text) = fs::read_to_string("/proc/cpuinfo") {
        return model_name(&text);
    }
    let sysctl = Command::new("sysctl").args(["-n", "machdep.cpu.brand_string"]).output().ok()?;
    let name = String::from_utf8_lossy(&sysctl.stdout).trim().to_owned();
    (!name.is_empty()).then_some(name)
}

fn model_name(cpuinfo: &str) -> Option<String> {
    let (_, name) = cpuinfo.lines().find(|line| line.starts_with("model name"))?.split_once(':')?;
    Some(name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linux_names_its_processor() {
        let text = "processor\t: 0\nmodel name\t: Abacus 3000\nflags\t\t: fpu\n";
        assert_eq!(model_name(text).as_deref(), Some("Abacus 3000"));
        assert_eq!(model_name("processor\t: 0\n"), None);
    }
}
