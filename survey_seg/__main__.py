"""`python -m survey_seg` is `survey-seg`."""

from survey_seg.cli import main

if __name__ == "__main__":
    main()
