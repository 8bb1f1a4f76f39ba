namespace Cms.Importing;

/// <summary>
/// The words of which <see cref="SampleArticles"/> are made. Changing, adding or moving one changes the made-up articles
/// of every site. Keywords hold no commas and no text holds a line break.
/// </summary>
internal static class SampleWords
{
    public static readonly string[] TitleOpenings =
    [
        "How to", "Small Ways to", "Gentle Ways to", "Simple Steps to", "Learning to", "Everyday Ways to", "Finding Time to",
        "A Short Guide on How to", "Habits That Help You", "Quiet Ways to", "Where to Begin If You Want to", "Good Reasons to",
        "Making Room to", "What Helps You", "Practical Ways to", "A Beginner's Plan to", "Remember to", "Questions That Help You",
        "Daily Exercises to", "Kind Ways to", "A Calm Approach to Help You", "Lessons on How to", "Tools That Help You",
        "Choosing to", "Starting to", "Why It Matters to", "An Honest Guide on How to", "Routines That Help You",
        "Slow Ways to", "Trusted Ways to", "A Friendly Reminder to", "Notes on How to", "Ideas That Help You", "Taking Time to",
        "The Art of Learning to", "Playful Ways to", "Easy Ways to", "First Steps to", "Better Ways to", "Ways for Everyone to",
    ];

    public static readonly string[] TitleAims =
    [
        "Sleep Better", "Breathe More Slowly", "Find Calm", "Rest Well", "Set Kind Limits", "Move More", "Eat With Care",
        "Say No Without Guilt", "Worry Less", "Feel at Home in Your Body", "Make Space for Joy", "Keep a Journal", "Listen Closely",
        "Ask for Help", "Build Confidence", "Let Go of Hurry", "Enjoy Your Own Company", "Stay in Touch With Friends",
        "Handle Strong Feelings", "Notice Small Pleasures", "Forgive Yourself", "Plan Your Week", "Protect Your Energy",
        "Spend Less Time on Screens", "Drink More Water", "Meet Change With Courage", "Grow More Patient", "Talk About Feelings",
        "Practise Gratitude", "Find Your Balance", "Lower Everyday Stress", "Sit in Silence", "Make Peace With the Past",
        "Trust Your Judgement", "Care for Your Back", "Start the Day Well", "Wind Down", "Simplify Your Home", "Stretch Every Day",
        "Laugh More", "Focus on One Thing", "Rebuild a Routine", "Recover Your Strength", "Keep Going", "Speak Kindly to Yourself",
        "Accept What Is", "Spend Time Outdoors", "Cook Simple Meals", "Share the Load", "Look Forward Again",
    ];

    public static readonly string[] TitleOccasions =
    [
        "After a Long Day", "Before an Exam", "While Travelling", "in a New City", "During the Holidays", "at Work", "in Spring",
        "in Summer", "in Autumn", "in Winter", "on Busy Mornings", "Late in the Evening", "as a New Parent", "as a Student",
        "as a Carer", "After a Setback", "Before a Big Change", "in a Noisy House", "With Very Little Time", "When You Live Alone",
        "With Friends", "as a Couple", "in Retirement", "After an Illness", "on a Rainy Sunday", "During a Long Project",
        "Between Two Meetings", "on the Way Home", "When Plans Fall Through", "Without Spending Money", "in Ten Quiet Minutes",
        "on a Small Balcony", "After Bad News", "in a Shared Flat", "at the Weekend", "Under Pressure", "in the First Week",
        "When Sleep Is Short", "After a Quarrel", "With Teenagers at Home", "in the Middle of the Week", "When Nothing Feels Easy",
        "Before Breakfast", "on Night Shifts", "in a Difficult Year", "When You Feel Stuck", "by the Sea", "at Any Age",
        "in a Crowded Office", "After Moving House", "Without a Gym", "When You Work From Home", "During Long Winters",
        "on Your Day Off", "One Day at a Time",
    ];

    public static readonly string[] Headings =
    [
        "Begin With One Breath", "Make Room for Rest", "Know Your Limits", "Keep It Small", "Choose a Fixed Time", "Write It Down",
        "Go Outside", "Ask for Company", "Prepare the Evening Before", "Put the Phone Away", "Listen to Your Body",
        "Be Kind When You Slip", "Notice What Works", "Clear One Surface", "Share What You Learn", "Plan for Hard Days",
        "Drink and Eat With Care", "Move a Little", "Find Your Own Pace", "Celebrate Small Wins", "Let Others Help",
        "Look Back Once a Week", "Protect Your Mornings", "Return to What You Enjoy", "Allow Mixed Feelings", "Say It Aloud",
        "Make It Pleasant", "Rest Your Eyes", "Keep a Light Heart", "Think in Seasons",
    ];

    public static readonly string[] Labels =
    [
        "Morning light", "A short pause", "One page", "Slow breath", "Warm water", "An early night", "Open window", "Soft music",
        "A kind word", "Two good questions", "The first step", "A fixed place", "Steady pace", "Fresh air", "A simple meal",
        "Clear desk", "Honest answer", "Quiet corner", "A walk nearby", "Loose shoulders", "One task", "A glass of water",
        "Evening list", "Small reward", "Good company", "Gentle stretch", "A call to a friend", "Free afternoon", "Less noise",
        "Comfortable shoes", "Early warning signs", "A plan for setbacks", "Patience", "Gratitude", "Curiosity", "Humour",
    ];

    public static readonly string[] Practices =
    [
        "slow breathing", "a short walk", "gentle stretching", "an early night", "a page in a notebook", "a warm meal",
        "a talk with a friend", "ten minutes of silence", "a tidy table", "soft music", "time in the garden", "a regular bedtime",
        "a cup of tea by the window", "a day without news", "light exercise", "a short list of thanks", "a good book",
        "a quiet morning", "careful listening", "a slow breakfast", "an hour without the phone", "a kind word to yourself",
    ];

    public static readonly string[] Moments =
    [
        "before breakfast", "after lunch", "before you go to bed", "on the way to work", "at the end of the week", "in the evening",
        "as soon as you wake up", "between two tasks", "on quiet afternoons", "at the same time each day", "after a hard talk",
        "while the kettle boils",
    ];

    public static readonly string[] Gains =
    [
        "sleep more deeply", "think clearly", "feel at ease", "notice what you need", "let go of the day", "find your balance",
        "calm your mind", "worry less", "listen better", "gather new strength", "enjoy the moment", "see things as they are",
        "be patient with others", "loosen your shoulders",
    ];

    public static readonly string[] Obstacles =
    [
        "the day is full", "you feel tired", "the children need you", "your thoughts keep turning", "the weather is poor",
        "old habits return", "you have slept badly", "work takes longer than planned", "nothing seems to help", "you are alone",
    ];

    public static readonly string[] Times =
    [
        "two minutes", "five minutes", "ten minutes", "a quarter of an hour", "half an hour", "one free evening", "a few breaths",
    ];

    public static readonly string[] Keywords =
    [
        "sleep", "calm", "breathing", "mindfulness", "meditation", "stress", "rest", "self-care", "gratitude", "journaling",
        "movement", "walking", "stretching", "nutrition", "hydration", "friendship", "family", "parenting", "work-life balance",
        "burnout", "focus", "motivation", "habits", "routine", "confidence", "boundaries", "communication", "resilience", "anxiety",
        "patience", "kindness", "forgiveness", "nature", "silence", "digital detox", "time management", "joy", "humour", "grief",
        "healthy ageing",
    ];
}
