import QtQml

// Days and times in words, in the language of the window.
QtObject {
    // `var`: with a date this brings qmllint 6.4 down.
    function isThere(at: var): bool {
        return at.getTime() > 0;  // false for no date
    }

    function midnight(at: date): real {
        return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
    }

    function daysFromToday(at: date): int {
        return Math.round((midnight(at) - midnight(new Date())) / 86400000);
    }

    function day(at: date): string {
        if (!isThere(at))
            return "";
        switch (daysFromToday(at)) {
        case 0:
            return qsTr("today");
        case 1:
            return qsTr("tomorrow");
        case -1:
            return qsTr("yesterday");
        default:
            //: A date, as in "14 Mar 2027"
            return at.toLocaleDateString(Qt.locale(), qsTr("d MMM yyyy"));
        }
    }

    function time(at: date): string {
        return isThere(at) ? Qt.formatTime(at, "HH:mm") : "";
    }

    function moment(at: date): string {
        //: A day and a time, as in "today 08:01"
        return isThere(at) ? qsTr("%1 %2").arg(day(at)).arg(time(at)) : "";
    }

    // Short beside a line: the time of today, else the day.
    function brief(at: date): string {
        return isThere(at) && daysFromToday(at) === 0 ? time(at) : day(at);
    }
}
