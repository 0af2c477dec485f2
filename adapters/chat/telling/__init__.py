"""What people and channels are told without having asked, as it stands when it is sent."""

from adapters.chat.telling.entry import deleted_card
from adapters.chat.telling.notice import notice, renewed

__all__ = ["deleted_card", "notice", "renewed"]
