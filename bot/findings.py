"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked at. `remedy` says what is wrong and what to do, `advice` what need not be wrong but wants a look;
    both are "" when all is well.
    """

    what: str
    remedy: str = ""
    detail: str = ""
    advice: str = ""

    def line(self) -> str:
        """As it is shown."""
        mark = "✗" if self.remedy else "!" if self.advice else "✓"
        text = self.remedy or self.advice or self.detail
        return f"{mark} {self.what}" + (f": {text}" if text else "")
