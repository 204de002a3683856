// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace kontor::widgets {

//! "There is a problem": each one as a link to its field, in the same words as under the field.
//! Hidden while there is none.
class ProblemBox : public QWidget
{
    Q_OBJECT

public:
    struct Problem
    {
        QString text;
        //! Where to change it; nullptr where there is no field.
        QWidget *field = nullptr;
    };

    explicit ProblemBox(QWidget *parent = nullptr);
    void setProblems(const std::vector<Problem> &problems);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title;
    QVBoxLayout *m_links;
};

} // namespace kontor::widgets
